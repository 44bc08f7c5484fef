/** Zhang and Kamath: protocol, printed figures and claims, and what only this paper needs. */
package org.helixbook.paper2;
