/** What the kit tells its user while it works: progress, and input that cannot be used. */
package org.helixbook.feedback;
