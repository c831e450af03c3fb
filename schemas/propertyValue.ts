import type { Generated } from 'kysely';

declare module '../src/core/tables.ts' {
  interface Tables {
    /** Values of properties other than files, one row each. */
    propertyValue: {
      id: Generated<number>;
      propertyId: number;
      productId: number;
      /** What is answered, but for times. */
      value: string;
      /** Numbers, seconds since 1970 and ids again, to be compared and sorted by. */
      number: number | null;
      /** HTML or TEXT of a value of user type HTML. */
      textType: string | null;
    };
    /** Files of file properties but MORE_PHOTO, whose files are the images of products. */
    propertyFile: {
      id: Generated<number>;
      propertyId: number;
      productId: number;
      name: string;
      /** Address of the bytes. */
      hash: string;
      size: number;
      contentType: string;
      /** Seconds since 1970. */
      createTime: number;
    };
  }
}
