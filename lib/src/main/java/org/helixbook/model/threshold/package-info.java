/** Classifiers of one number and one threshold: period-3 ratio, GC content, open frames. */
package org.helixbook.model.threshold;
