package org.helixbook.databuilder;

import java.util.Locale;

/** Where a window of a coding/non-coding set was taken from. */
enum WindowKind {
  /** ORF-derived coding sequence: in frame, inside the longest open reading frame of a gene. */
  ORF("CDN"),
  /** Inside the coding sequence of a gene. */
  CDS("CDN"),
  /** A whole window of the genome round an inner coding exon. */
  EXON("CDN"),
  /** A whole window of the genome from a start codon on, exons and introns as they come. */
  START("CDN"),
  /** Inside the joined exons of a long non-coding RNA gene. */
  LNC("LNSD"),
  /** Inside the joined exons of a pseudogene. */
  PSD("LNSD"),
  /** Inside one gene's span, away from every exon. */
  INTRON("LNSD"),
  /** Outside the span of every gene, away from every exon. */
  INTERGENIC("LNSD");

  private final String className;

  WindowKind(String className) {
    this.className = className;
  }

  /** The class that windows of this kind belong to. */
  String className() {
    return className;
  }

  /** Its name in files, such as orf or intergenic. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
