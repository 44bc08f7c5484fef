/**
 * Recurrent layers for Deeplearning4j: gated recurrent units, vanilla and clockwork recurrent
 * networks and long short-term memory, in one or both directions, stacked or alone.
 *
 * <p>Deeplearning4j has no gated recurrent unit, the gradient of ND4J's own ({@code gru_bp}) is
 * wrong, and {@code SimpleRnn}'s forgets a carried state. Every cell here exists twice: once in
 * plain ND4J operations, for any precision and for checking, and once fused, for single precision.
 */
package org.helixbook.engine.recurrent;
