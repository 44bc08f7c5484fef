package org.helixbook.dna;

import java.util.Optional;

/**
 * One line of a BED file.
 *
 * @param interval where it is; a line without strand gets {@link Strand#FORWARD}
 * @param name column 4, empty if the line has none or a dot
 * @param strand column 6, empty unless it is {@code +} or {@code -}
 */
public record BedRecord(GenomicInterval interval, Optional<String> name, Optional<Strand> strand) {}
