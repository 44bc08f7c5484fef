package org.helixbook.data.coding;

import java.util.Locale;

/** Where a window of a coding/non-coding set was taken from. */
public enum WindowKind {
  /** ORF-derived coding sequence: in frame, inside the longest open reading frame of a gene. */
  ORF(CodingClass.CDN),
  /** In frame, inside the annotated coding sequence of a gene. */
  CDS(CodingClass.CDN),
  /** Inside one gene's span, away from every exon. */
  INTRON(CodingClass.LNSD),
  /** Outside the span of every gene, away from every exon. */
  INTERGENIC(CodingClass.LNSD);

  private final CodingClass codingClass;

  WindowKind(CodingClass codingClass) {
    this.codingClass = codingClass;
  }

  /** The class that windows of this kind belong to. */
  public CodingClass codingClass() {
    return codingClass;
  }

  /** Its name in files: orf, cds, intron or intergenic. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
