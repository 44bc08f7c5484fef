/**
 * Paper 2's experiments beyond the paper: variants of the network trained on the same windows, what
 * the other strand does to predictions, in-silico mutagenesis, and the motifs that it brings back.
 */
package org.helixbook.chromatin.experiment;
