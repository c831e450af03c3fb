/** What a method returns to answer with the bytes of a file instead of JSON. */
export class FileAnswer {
  /** Address of the bytes. */
  readonly hash: string;
  readonly size: number;
  readonly name: string;
  /** MIME type found from the bytes. */
  readonly contentType: string;

  constructor(file: { hash: string; size: number; name: string; contentType: string }) {
    this.hash = file.hash;
    this.size = file.size;
    this.name = file.name;
    this.contentType = file.contentType;
  }
}
