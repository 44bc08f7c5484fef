/** What every cell sees without an import: the same static methods as IJava's runtime. */
package org.helixbook.kernel.runtime;
