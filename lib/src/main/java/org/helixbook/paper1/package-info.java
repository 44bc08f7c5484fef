/**
 * El-farra and Faid: protocol, printed figures, reconstructions and claims, and what only this
 * paper needs.
 */
package org.helixbook.paper1;
