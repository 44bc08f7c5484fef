package org.helixbook.kernel;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.helixbook.kernel.CellOutcome.Published;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A kernel in a process of its own, and the front end's side of the Jupyter protocol (version 5.3,
 * "Messaging in Jupyter" of jupyter_client's documentation). Written without the kernel's classes,
 * so that both sides cannot share a mistake.
 */
final class KernelProcess implements AutoCloseable {
  /** The agent that watches the tests watches the kernel too, where there is one. */
  private static final List<String> COVERAGE_AGENT =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
          .toList();

  private static final String KEY = "a key for tests";

  /** Only a kernel that hangs gets this far. */
  private static final long PATIENCE_MS = 600_000;

  private static final int STARTS = 10;

  private final Process process;
  private final Path connectionFile;
  private final ZContext context = new ZContext();
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket stdin;
  private final ZMQ.Socket iopub;
  private final String session = UUID.randomUUID().toString();
  private final Map<String, List<Published>> published = new HashMap<>();
  private final Map<String, JsonObject> replies = new HashMap<>();

  private KernelProcess(Map<String, String> environment, List<String> flags) throws IOException {
    JsonObject connection = new JsonObject();
    List<String> ports = List.of("shell", "control", "stdin", "hb", "iopub");
    List<Integer> free = freePorts(ports.size());
    for (int i = 0; i < ports.size(); i++) {
      connection.addProperty(ports.get(i) + "_port", free.get(i));
    }
    connection.addProperty("ip", "127.0.0.1");
    connection.addProperty("transport", "tcp");
    connection.addProperty("signature_scheme", "hmac-sha256");
    connection.addProperty("key", KEY);
    connectionFile = Files.createTempFile("kernel", ".json");
    Files.writeString(connectionFile, connection.toString());

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-Djava.awt.headless=true"));
    // Over before code compiled for speed pays, and several threads would have little to collect.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED");
    command.addAll(COVERAGE_AGENT);
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.helixbook.kernel.Launcher",
            connectionFile.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    process = builder.start();

    iopub = connect(SocketType.SUB, connection, "iopub_port");
    iopub.subscribe(ZMQ.SUBSCRIPTION_ALL);
    iopub.setRcvHWM(0);
    shell = connect(SocketType.DEALER, connection, "shell_port");
    control = connect(SocketType.DEALER, connection, "control_port");
    stdin = connect(SocketType.DEALER, connection, "stdin_port");
  }

  /** Starts a kernel and waits until its output can be heard. */
  static KernelProcess start(String... flags) throws IOException {
    return start(Map.of(), flags);
  }

  /** The same with further environment variables. */
  static KernelProcess start(Map<String, String> environment, String... flags) throws IOException {
    for (int start = 1; ; start++) {
      KernelProcess kernel = new KernelProcess(environment, List.of(flags));
      if (kernel.answers()) {
        return kernel;
      }
      boolean refused = !kernel.process.isAlive() && kernel.process.exitValue() == 1;
      kernel.close();
      // Another process can take a port before the kernel has it, which then ends with status 1.
      if (!refused || start == STARTS) {
        throw new AssertionError("the kernel does not answer");
      }
    }
  }

  private boolean answers() {
    // Subscriptions take effect late: ask until an answer is heard on both channels.
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (true) {
      String id = send(shell, "kernel_info_request", new JsonObject());
      long retry = System.currentTimeMillis() + 500;
      while (System.currentTimeMillis() < retry) {
        receive(20);
        if (replies.containsKey(id) && isIdle(id)) {
          return true;
        }
      }
      if (System.currentTimeMillis() > end || !process.isAlive()) {
        return false;
      }
    }
  }

  private ZMQ.Socket connect(SocketType type, JsonObject connection, String port) {
    ZMQ.Socket socket = context.createSocket(type);
    // Stdin is routed by identity: the shell's identity has to be the stdin's, too.
    socket.setIdentity(session.getBytes(StandardCharsets.US_ASCII));
    socket.setLinger(0);
    socket.connect("tcp://127.0.0.1:" + connection.get(port).getAsInt());
    return socket;
  }

  /**
   * Ports that nobody has; all are held until the last is found, so no two are the same. They lie
   * below those that the system gives to whoever asks for any, so that few can take them before the
   * kernel does.
   */
  private static List<Integer> freePorts(int count) throws IOException {
    SplittableRandom random = new SplittableRandom();
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < count) {
        try {
          held.add(new ServerSocket(20_000 + random.nextInt(12_000)));
        } catch (BindException e) {
          // Somebody has it: another one.
        }
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  // Cells ---------------------------------------------------------------------------------------

  /** Runs a cell to its end. */
  CellOutcome run(String code) {
    return await(submit(code));
  }

  /** Sends a cell without waiting. */
  String submit(String code) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("store_history", true);
    content.add("user_expressions", new JsonObject());
    content.addProperty("allow_stdin", true);
    content.addProperty("stop_on_error", true);
    return send(shell, "execute_request", content);
  }

  /** Waits for the end of a cell that was sent. */
  CellOutcome await(String id) {
    waitUntil(() -> replies.containsKey(id) && isIdle(id));
    JsonObject reply = replies.get(id);
    return new CellOutcome(
        reply.get("status").getAsString(),
        reply.get("execution_count").getAsInt(),
        published.get(id));
  }

  /** Waits until a running cell has published something. */
  void awaitMessage(String id, Predicate<CellOutcome> heard) {
    waitUntil(() -> heard.test(new CellOutcome("running", 0, messages(id))));
  }

  /** Whether a cell has ended. */
  boolean hasEnded(String id) {
    return replies.containsKey(id);
  }

  /** Interrupts the running cell, as the stop button does. */
  void interrupt() {
    String id = send(control, "interrupt_request", new JsonObject());
    waitUntil(() -> replies.containsKey(id));
  }

  /** Waits for a question of a cell and answers it. */
  void answer(String line) {
    waitUntil(() -> (stdin.getEvents() & ZMQ.Poller.POLLIN) != 0);
    Received request = read(stdin);
    JsonObject content = new JsonObject();
    content.addProperty("value", line);
    sendAnswer(request, content);
  }

  /** Waits for a question of a cell and leaves it open. */
  void hearQuestion() {
    waitUntil(() -> (stdin.getEvents() & ZMQ.Poller.POLLIN) != 0);
    read(stdin);
  }

  /** Sends any other request and returns the content of its reply. */
  JsonObject ask(String type, JsonObject content) {
    String id = send(shell, type, content);
    waitUntil(() -> replies.containsKey(id));
    return replies.get(id);
  }

  /** Asks the kernel to end and returns the exit status of its process. */
  int shutDown() throws InterruptedException {
    JsonObject content = new JsonObject();
    content.addProperty("restart", false);
    String id = send(control, "shutdown_request", content);
    waitUntil(() -> replies.containsKey(id));
    return exitStatus();
  }

  /** Waits for the end of the process. */
  int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the kernel does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    // Asked to end, it still tells the coverage agent's file which lines it ran.
    process.destroy();
    try {
      process.waitFor(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    context.close();
    connectionFile.toFile().delete();
  }

  // Messages ------------------------------------------------------------------------------------

  private record Received(String type, JsonObject header, String parentId, JsonObject content) {}

  private boolean isIdle(String id) {
    return messages(id).stream()
        .anyMatch(
            m ->
                m.type().equals("status")
                    && m.content().get("execution_state").getAsString().equals("idle"));
  }

  private List<Published> messages(String id) {
    return published.getOrDefault(id, List.of());
  }

  private void waitUntil(BooleanSupplier condition) {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (!condition.getAsBoolean()) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("the kernel does not answer; heard so far: " + published);
      }
      receive(10);
    }
  }

  private void receive(int waitMs) {
    boolean heard = false;
    while ((iopub.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      Received message = read(iopub);
      published
          .computeIfAbsent(message.parentId(), key -> new ArrayList<>())
          .add(new Published(message.type(), message.content()));
      heard = true;
    }
    for (ZMQ.Socket socket : List.of(shell, control)) {
      while ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
        Received message = read(socket);
        replies.put(message.parentId(), message.content());
        heard = true;
      }
    }
    if (!heard) {
      try {
        Thread.sleep(waitMs);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Received read(ZMQ.Socket socket) {
    String frame = socket.recvStr();
    while (!frame.equals("<IDS|MSG>")) {
      frame = socket.recvStr();
    }
    String signature = socket.recvStr();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(socket.recvStr());
    }
    if (!signature.equals(sign(parts))) {
      throw new AssertionError("wrong signature");
    }
    JsonObject header = JsonParser.parseString(parts.get(0)).getAsJsonObject();
    JsonObject parent = JsonParser.parseString(parts.get(1)).getAsJsonObject();
    return new Received(
        header.get("msg_type").getAsString(),
        header,
        parent.has("msg_id") ? parent.get("msg_id").getAsString() : "",
        JsonParser.parseString(parts.get(3)).getAsJsonObject());
  }

  private String send(ZMQ.Socket socket, String type, JsonObject content) {
    return send(socket, type, new JsonObject(), content);
  }

  private void sendAnswer(Received request, JsonObject content) {
    send(stdin, "input_reply", request.header(), content);
  }

  private String send(ZMQ.Socket socket, String type, JsonObject parent, JsonObject content) {
    String id = UUID.randomUUID().toString();
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", id);
    header.addProperty("session", session);
    header.addProperty("username", "test");
    header.addProperty("date", Instant.now().toString());
    header.addProperty("msg_type", type);
    header.addProperty("version", "5.3");
    List<String> parts = List.of(header.toString(), parent.toString(), "{}", content.toString());
    socket.sendMore("<IDS|MSG>");
    socket.sendMore(sign(parts));
    socket.sendMore(parts.get(0));
    socket.sendMore(parts.get(1));
    socket.sendMore(parts.get(2));
    socket.send(parts.get(3));
    return id;
  }

  private static String sign(List<String> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      parts.forEach(part -> mac.update(part.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
