/** K-mer counts as features of logistic regression, and the search for its penalty. */
package org.helixbook.model.logistic;
