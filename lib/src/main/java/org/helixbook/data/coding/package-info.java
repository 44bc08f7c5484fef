/** Windows of coding and non-coding DNA, their splits, and sequences of a reader's own. */
package org.helixbook.data.coding;
