/** Shows values in the notebook: images, charts and tables as well as text. */
package org.helixbook.kernel.display;
