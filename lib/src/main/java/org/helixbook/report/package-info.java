/** What a reader sees: charts, tables, the published figures, and the log of measured results. */
package org.helixbook.report;
