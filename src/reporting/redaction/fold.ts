const letters: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** A word as it is compared: small letters, without accents and apostrophes. */
export function folded(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[łøßæœđðþı]/g, (letter) => letters[letter] ?? letter).replaceAll(/['’‘`]/g, '');
}
