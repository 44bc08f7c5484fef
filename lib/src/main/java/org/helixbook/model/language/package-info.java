/**
 * Paper 2's character-level language models: genomes as texts of four letters, recurrent networks
 * that say the next one, and the Markov chains that tell whether they learned anything.
 */
package org.helixbook.model.language;
