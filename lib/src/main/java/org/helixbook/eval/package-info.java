/**
 * How good a classifier is, and how sure one can be of it: confusion matrix, classification report,
 * ROC curve, bootstrap and Wilson intervals, McNemar's test. What is undefined is NaN and reads NA;
 * it never becomes 0.
 */
package org.helixbook.eval;
