/** A piece of a text that belongs together. */
export type Word = {
  kind:
    | "han" // a Chinese word
    | "latin" // a word of any script with blanks between words
    | "number"
    | "literal" // a date, a time, an address: meant as it stands
    | "path" // of a file or folder: meant as it stands
    | "quote" // what stood in quotation marks, without them
    | "list" // 、 between members of a list
    | "comma"
    | "stop" // the end of a sentence
    | "mark";
  /** As written. */
  text: string;
  /** For comparing: lower case, simplified script, without a possessive ending. */
  folded: string;
  /** Where it stands in the text; `end` is behind the last character. */
  start: number;
  end: number;
};
