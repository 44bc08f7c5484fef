/** Paper 2's recurrent network of many tasks, and how it is trained as a run. */
package org.helixbook.model.bigru;
