export type PictureSize = { readonly width: number; readonly height: number };

/** A picture as it is kept, with its size in dots. */
export type Picture = PictureSize & { readonly kind: 'png' | 'jpeg'; readonly content: Buffer };

export type NoPicture = { readonly because: 'empty' | 'no picture' | 'damaged' | 'colours for print' | 'too small' | 'too narrow' | 'too many dots' };
