// Browsers, screen readers and hyphenation go by the language that the document says it is in.
export default function ({ data }) {
  document.documentElement.lang = data.tag;
}
