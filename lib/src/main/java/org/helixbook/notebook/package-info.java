/**
 * What a cell of a notebook calls: parameters, rich display, progress bars, live charts, and the
 * record of results. Works under any Java kernel whose display it can find, and as plain text
 * without one.
 */
package org.helixbook.notebook;
