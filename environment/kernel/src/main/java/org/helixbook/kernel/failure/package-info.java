/** Words what went wrong in a cell: compile errors with a caret, tracebacks without own frames. */
package org.helixbook.kernel.failure;
