/**
 * The layers of a {@link org.helixbook.model.cnn.Cnn}. A layer of a new kind is one record that
 * implements {@link org.helixbook.model.cnn.layer.CnnLayer}.
 */
package org.helixbook.model.cnn.layer;
