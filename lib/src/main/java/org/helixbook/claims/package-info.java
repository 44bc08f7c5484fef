/**
 * The ledger: the claims of the papers, the rule by which each is accepted, what the notebooks
 * measured, and the verdict that follows. The ledger computes; it never invents.
 *
 * <p>Each paper has one JSON file (see {@link org.helixbook.claims.Paper}) with its claims and
 * their measurements. A notebook records a number under the id of a measurement; another id is
 * refused, unless it begins with {@code kit-} and belongs to no claim. Text, unit and printed
 * figure come from the file. A claim that allows several readings is recorded once each, as
 * variants. Rules by overlap and by difference need an interval or, for differences from zero, the
 * p-value of a paired test; see {@link org.helixbook.claims.Rule}.
 */
package org.helixbook.claims;
