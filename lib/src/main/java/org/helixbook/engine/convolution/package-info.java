/** Convolution and pooling through oneDNN, forward and backward. */
package org.helixbook.engine.convolution;
