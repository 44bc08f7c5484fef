/** DNA as data: sequences, strands, intervals, FASTA files, two-bit storage. */
package org.helixbook.dna;
