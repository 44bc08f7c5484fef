package org.helixbook.databuilder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.helixbook.feedback.InputProblem;

/**
 * NCBI's type of each gene.
 *
 * @param ofGene Entrez number to type, such as {@code ncRNA}
 */
record GeneTypes(Map<String, String> ofGene) {
  /** How the file of them is named at its end. */
  static final String EXTENSION = ".sqlite";

  /** A gene that is made into protein. */
  static final String PROTEIN_CODING = "protein-coding";

  /** A gene of RNA that is neither ribosomal, transfer, small nuclear nor small nucleolar. */
  static final String NON_CODING_RNA = "ncRNA";

  /** A copy of a gene that no longer works as one. */
  static final String PSEUDOGENE = "pseudo";

  /** The type of a gene whose number the list does not have, because it was withdrawn. */
  static final String WITHDRAWN = "not in the list";

  GeneTypes {
    ofGene = Map.copyOf(ofGene);
  }

  /**
   * Reads an annotation package of Bioconductor: its table {@code genes} with the columns {@code
   * _id} and {@code gene_id}, and {@code genetype} with {@code _id} and {@code gene_type}.
   *
   * @param file an SQLite database
   * @throws InputProblem if it is not one with these tables
   */
  static GeneTypes read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputProblem(file.toString(), "there is no such file", "check the path");
    }
    Map<String, String> types = new HashMap<>();
    // Read-only: the file is the pinned one and stays as it is.
    String address = "jdbc:sqlite:file:" + file.toUri().getRawPath() + "?mode=ro&immutable=1";
    try (Connection database = DriverManager.getConnection(address);
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT gene_id, gene_type FROM genes JOIN genetype USING (_id)")) {
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2));
      }
    } catch (SQLException e) {
      throw new InputProblem(
          file.toString(),
          "it is no database of gene types (" + e.getMessage() + ")",
          "get it anew",
          e);
    }
    return new GeneTypes(types);
  }

  /** The type of a gene, or {@link #WITHDRAWN}. */
  String of(String gene) {
    return ofGene.getOrDefault(gene, WITHDRAWN);
  }
}
