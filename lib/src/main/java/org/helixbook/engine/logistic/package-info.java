/**
 * Logistic regression of many tasks over one design matrix, such as k-mer counts: Paper 2's
 * baseline, and one for Paper 1.
 */
package org.helixbook.engine.logistic;
