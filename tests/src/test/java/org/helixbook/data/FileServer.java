package org.helixbook.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A loopback server of one file, with the bad habits of real ones. */
final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  volatile byte[] content;
  volatile String tag = "\"one\"";
  volatile boolean ranges = true;
  volatile int status = 200;

  /** How many answers from now break off half way through what they promised. */
  volatile int breaks;

  FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", this::answer);
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/file");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/circle",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/circle");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** For each request its Range, or "whole". */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String condition = exchange.getRequestHeaders().getFirst("If-Range");
    requests.add(range == null ? "whole" : range);
    if (status != 200) {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      return;
    }
    byte[] body = content;
    int code = 200;
    if (tag != null) {
      exchange.getResponseHeaders().set("ETag", tag);
    }
    if (ranges && range != null && tag != null && tag.equals(condition)) {
      int start = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + start + "-" + (body.length - 1) + "/" + body.length);
      body = Arrays.copyOfRange(body, start, body.length);
      code = 206;
    }
    exchange.sendResponseHeaders(code, body.length);
    OutputStream out = exchange.getResponseBody();
    if (breaks > 0) {
      breaks--;
      out.write(body, 0, body.length / 2);
      out.flush();
      // Closing with bytes owed makes the server drop the connection.
      exchange.close();
      return;
    }
    out.write(body);
    out.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
