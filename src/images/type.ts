/** Raster formats that no browser runs as a page; SVG is not among them. */
const RASTER = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

/** MIME type of a raster image by its first bytes, or undefined. Loads its library at first use. */
export async function imageType(bytes: Uint8Array): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return type && RASTER.has(type.mime) ? type.mime : undefined;
}
