/**
 * Builds the data sets that the kit embeds from public packages. The rooms of {@code
 * human-coding-600}, in the order of the work: {@link org.helixbook.databuilder.ExonTable} and
 * {@link org.helixbook.databuilder.GeneModels} (which genes), {@link
 * org.helixbook.databuilder.OrfFinder} and {@link org.helixbook.databuilder.CodingCandidates} (the
 * coding class), {@link org.helixbook.databuilder.BackgroundCandidates} (the non-coding class),
 * {@link org.helixbook.databuilder.Neighbourhoods} and {@link
 * org.helixbook.databuilder.NearDuplicates} (what must not be torn apart), {@link
 * org.helixbook.databuilder.HumanCodingSetBuilder} (the draw and the splits). {@code human-lnsd}
 * has {@link org.helixbook.databuilder.GeneTypes}, {@link org.helixbook.databuilder.LnsdCandidates}
 * and {@link org.helixbook.databuilder.HumanLnsdSetBuilder} in their places, and {@code
 * human-genomic-600} {@link org.helixbook.databuilder.GenomicCandidates} and {@link
 * org.helixbook.databuilder.HumanGenomicSetBuilder}.
 */
package org.helixbook.databuilder;
