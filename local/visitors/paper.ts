/** A sheet of paper as a scanner would send it: one page of PDF 1.7 with some lines on it, in Latin letters. */
export const paper = (...lines: readonly string[]): string => {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&').replace(/[^ -~]/g, '?')}) Tj T*`).join('\n');
  const text = `BT /F1 18 Tf 28 TL 64 760 Td\n${shown}\nET\n40 40 515 762 re S`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ].map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`);
  const head = '%PDF-1.7\n';
  const starts = objects.map((_, i) => head.length + objects.slice(0, i).join('').length);
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return `${head}${
    objects.join('')
  }xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${
    head.length + objects.join('').length
  }\n%%EOF\n`;
};
