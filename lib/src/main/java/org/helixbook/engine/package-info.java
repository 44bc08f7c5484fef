/**
 * The numeric backend (ND4J and Deeplearning4j with oneDNN), put right before it is used, and what
 * Deeplearning4j lacks: PyTorch's momentum, one thread that computes.
 */
package org.helixbook.engine;
