package org.helixbook.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a gzip or bgzip file, one member after the other, read to its proven end: each
 * member's header, checksum and length are looked at, a bgzip file must have the empty block that
 * ends one, and after the last member nothing may follow but zeros, which tapes are filled up with.
 * Format: RFC 1952, and for bgzip the SAM specification.
 *
 * <p>{@link java.util.zip.GZIPInputStream} takes whatever is wrong with a later member's header for
 * the end of the file, and drops the rest in silence.
 */
public final class GzipInput extends InputStream {
  private static final int FIRST_BYTE = 0x1f;
  private static final int SECOND_BYTE = 0x8b;
  private static final int DEFLATE = 8;

  private static final int HEADER_SUM = 0x02;
  private static final int EXTRA = 0x04;
  private static final int NAME = 0x08;
  private static final int COMMENT = 0x10;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];

  /** What of the buffer has not been taken yet. */
  private int next;

  private int end;

  private final Inflater inflater = new Inflater(true);

  /** Over a member's content; before that, over its header. */
  private final CRC32 sum = new CRC32();

  /** Whether the member is a block of a bgzip file. */
  private boolean block;

  private boolean atEnd;

  /**
   * Begins with the first member.
   *
   * @param in the compressed file
   * @throws ZipException if it does not begin as one
   * @throws EOFException if it ends before the first member's content
   * @throws IOException if it cannot be read
   */
  public GzipInput(InputStream in) throws IOException {
    this.in = in;
    beginMember(one());
  }

  /** Whether a file with these first bytes is gzip. */
  static boolean begins(byte[] file) {
    return file.length > 1 && (file[0] & 0xff) == FIRST_BYTE && (file[1] & 0xff) == SECOND_BYTE;
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  /**
   * Reads content. What stands before a fault is handed over first.
   *
   * @throws EOFException if the file is cut short
   * @throws ZipException if it is damaged, or something else follows
   */
  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (!atEnd) {
      if (inflater.finished()) {
        endMember();
        continue;
      }
      if (inflater.needsInput()) {
        requireMore();
        inflater.setInput(buffer, next, end - next);
        next = end;
      }
      try {
        int count = inflater.inflate(into, offset, length);
        if (count > 0) {
          sum.update(into, offset, count);
          return count;
        }
      } catch (DataFormatException e) {
        ZipException damaged = new ZipException("its compressed bytes mean nothing");
        damaged.initCause(e);
        throw damaged;
      }
    }
    return -1;
  }

  private void endMember() throws IOException {
    next = end - inflater.getRemaining();
    long found = sum.getValue();
    long length = inflater.getBytesWritten();
    if (number(4) != found || number(4) != (length & 0xffffffffL)) {
      throw new ZipException("a checksum inside does not fit");
    }
    int following = more() ? one() : 0;
    while (following == 0 && more()) {
      following = one();
    }
    if (following != 0) {
      beginMember(following);
      return;
    }
    if (block && length > 0) {
      throw new EOFException("it is a bgzip file without the marker that ends one");
    }
    atEnd = true;
  }

  private void beginMember(int first) throws IOException {
    sum.reset();
    sum.update(first);
    if (first != FIRST_BYTE || one() != SECOND_BYTE) {
      throw new ZipException("what stands there is no gzip");
    }
    if (one() != DEFLATE) {
      throw new ZipException("its method is unknown");
    }
    int flags = one();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("its flags are unknown");
    }
    number(4); // when it was written
    number(2); // how well, and on which system
    block = (flags & EXTRA) != 0 && isBlock((int) number(2));
    for (int text : new int[] {NAME, COMMENT}) {
      while ((flags & text) != 0 && one() != 0) {
        // a name is not used
      }
    }
    long found = sum.getValue() & 0xffff;
    if ((flags & HEADER_SUM) != 0 && number(2) != found) {
      throw new ZipException("the checksum of a header does not fit");
    }
    sum.reset();
    inflater.reset();
  }

  /** Reads the extra fields: a block of bgzip has one named BC. */
  private boolean isBlock(int length) throws IOException {
    boolean found = false;
    int left = length;
    while (left >= 4) {
      int name = (int) number(2);
      int size = (int) number(2);
      left -= 4 + size;
      for (int i = 0; i < size; i++) {
        one();
      }
      found |= name == ('C' << 8 | 'B') && size == 2;
    }
    if (left < 0) {
      throw new ZipException("the fields of a header do not fit in it");
    }
    number(left);
    return found;
  }

  /** A number of so many bytes, the lowest first. */
  private long number(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) one() << 8 * i;
    }
    return number;
  }

  private int one() throws IOException {
    requireMore();
    int one = buffer[next++] & 0xff;
    sum.update(one);
    return one;
  }

  private void requireMore() throws IOException {
    if (!more()) {
      throw new EOFException();
    }
  }

  /** Whether there is a byte more; the buffer then holds it. */
  private boolean more() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(buffer));
    }
    return next < end;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
