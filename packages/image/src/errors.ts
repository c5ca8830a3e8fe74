/** The base of every error that this package throws; none of them carries a key, a token or a URL. */
export class ImageError extends Error {
  override readonly name: string = "ImageError";
}
