/**
 * Paper 2's data: windows of DNA with many yes-or-no labels each (is this stretch bound by CTCF, is
 * it open chromatin ...), from the set that the kit carries, from FactorNet's peaks, from DeepSEA's
 * bundle, or from a reader's own FASTA and BED files.
 */
package org.helixbook.data.chromatin;
