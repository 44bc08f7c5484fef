/** Files that are either whole or absent, and the digests that say which file it is. */
package org.helixbook.storage;
