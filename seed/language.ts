/** Languages that a portal can begin in. One more is a key that every text must then have. */
export type Language = 'en' | 'ru';

/** A text in each language. */
export type Text = Readonly<Record<Language, string>>;
