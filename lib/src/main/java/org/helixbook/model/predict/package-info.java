/** Predictions of trained networks for new sequences. */
package org.helixbook.model.predict;
