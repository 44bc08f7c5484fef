package org.helixbook.model.bigru;

/**
 * One line of the network's layer table.
 *
 * @param layer its name
 * @param output what one sequence becomes there
 * @param parameters how many it has
 */
public record BiGruLayerRow(String layer, String output, long parameters) {}
