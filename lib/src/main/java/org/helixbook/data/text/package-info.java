/** Genomes as texts, for language models. */
package org.helixbook.data.text;
