/** Charts and tables on XChart and Tablesaw, and what these lack. */
package org.helixbook.plot;
