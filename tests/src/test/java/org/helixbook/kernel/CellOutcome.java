package org.helixbook.kernel;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * What a front end learns about one cell.
 *
 * @param status of the reply: ok, error or aborted
 * @param count the execution count of the reply
 * @param messages everything published on behalf of the cell, in order
 */
record CellOutcome(String status, int count, List<Published> messages) {

  /**
   * A published message.
   *
   * @param type its message type
   * @param content its content
   */
  record Published(String type, JsonObject content) {}

  String stdout() {
    return stream("stdout");
  }

  String stderr() {
    return stream("stderr");
  }

  /** The data of the cell's value in one form, or null. */
  String value(String mimeType) {
    for (JsonObject data : data("execute_result")) {
      return data.has(mimeType) ? data.get(mimeType).getAsString() : null;
    }
    return null;
  }

  String value() {
    return value("text/plain");
  }

  List<JsonObject> data(String type) {
    return contents(type).stream().map(content -> content.getAsJsonObject("data")).toList();
  }

  List<JsonObject> contents(String type) {
    return messages.stream().filter(m -> m.type().equals(type)).map(Published::content).toList();
  }

  String errorName() {
    return contents("error").get(0).get("ename").getAsString();
  }

  String errorMessage() {
    return contents("error").get(0).get("evalue").getAsString();
  }

  /** The traceback as the user reads it, without colours. */
  List<String> traceback() {
    return contents("error").get(0).getAsJsonArray("traceback").asList().stream()
        .map(line -> line.getAsString().replaceAll("\u001b\\[[0-9;]*m", ""))
        .toList();
  }

  private String stream(String name) {
    StringBuilder text = new StringBuilder();
    for (JsonObject content : contents("stream")) {
      if (content.get("name").getAsString().equals(name)) {
        text.append(content.get("text").getAsString());
      }
    }
    return text.toString();
  }
}
