/** In-silico mutagenesis and the motifs that it recovers. */
package org.helixbook.model.motif;
