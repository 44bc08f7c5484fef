/**
 * The convolutional networks of Paper 1: their layers, and how they become Deeplearning4j networks.
 */
package org.helixbook.model.cnn;
