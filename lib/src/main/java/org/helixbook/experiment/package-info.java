/** Variants trained from several seeds, and compared. */
package org.helixbook.experiment;
