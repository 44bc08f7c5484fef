package org.helixbook.data;

/**
 * Says which sequence it is, whatever file it came in: the same chromosome from another server has
 * other bytes and the same digest.
 *
 * @param name its name in the file of the first source; other sources may call it otherwise
 * @param length its length in bp
 * @param m5 MD5 of the upper-case bases, 32 hexadecimal digits (tag {@code M5} of the SAM format)
 */
public record SequenceDigest(String name, int length, String m5) {}
