/** Runs the snippets of cells with JShell, all on one thread, and stops them on request. */
package org.helixbook.kernel.execution;
