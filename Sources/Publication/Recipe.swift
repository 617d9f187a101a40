// What an auditor finds beside a published log: how to check it with tools that were not made for it. The
// indented lines are a script that runs as it stands; a test runs it.

/// The recipe in every published log.
public enum Recipe {
    /// The file's name.
    public static let fileName = "RECIPE.txt"

    /// The text, the same for every log.
    public static let text = #"""
        How to check this log without the program that wrote it

        What you need: a shell, GNU coreutils (sha256sum, basenc, split), awk, jq, and OpenSSL 3.
        What is here:
          checkpoint      how many entries there are, and the root of the tree over them, signed
          vkey            the public key that signed first: name+key id+base64(01, key); and on lines below
          it those that succeeded it, each with the number of the entry from which on it signs
          entries.ndjson  the entries, one on each line, the bytes that are hashed
          tile/           the same entries in bundles, and the tree's hashes (c2sp.org/tlog-tiles)

        What it shows: that the entries are those that the checkpoint stands for, and that the holder of the
        key signed it. Whoever holds the key can sign another history. So compare with what left the building
        before: a checkpoint from signed minutes, an e-mail, or a witness. Give its file as ANCHOR; give the
        key as KEY if you have it from elsewhere than this directory.

        All of it in one go, from inside a copy of this directory:
          sed -n 's/^    //p' RECIPE.txt > /tmp/recipe.sh
          ANCHOR=/path/to/checkpoint KEY='name+id+key' sh -eu /tmp/recipe.sh
        It ends with "done" or stops at the step that fails. Hashing takes some milliseconds an entry.

        1. The signature. A checkpoint is text, an empty line, and signature lines: a dash, the signer's name,
        and base64 of four bytes of key id and 64 bytes of Ed25519 signature over the text; the log's own line is
        the first. A key counts from its own entry on, up to that of the next.

            work=$(mktemp -d)
            [ -z "${KEY:-}" ] || [ "$KEY" = "$(sed -n 1p vkey)" ] ||
                { echo "FAILED: vkey begins with another key than the one given"; exit 1; }
            check_signature() {
                size=$(sed -n 2p "$1")
                sed '/^$/,$d' "$1" > "$work/text"
                awk '$1 == "—" { print $3; exit }' "$1" | base64 -d > "$work/line"
                tail -c +5 "$work/line" > "$work/signature"
                id=$(head -c 4 "$work/line" | od -An -tx1 | tr -d ' \n')
                awk -v id="+$id+" -v size="$size" 'index($1, id) { key = $1; from = $2 + 0; next }
                    key && !until { until = $2 }
                    END { if (key && size >= from && (!until || size <= until)) print key }' vkey > "$work/vkey"
                [ -s "$work/vkey" ] || { echo "FAILED: no key of that size signed $1"; exit 1; }
                { printf '\060\052\060\005\006\003\053\145\160\003\041\000'
                  cut -d+ -f3- "$work/vkey" | base64 -d | tail -c 32; } > "$work/key.der"
                openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/key.der" \
                    -sigfile "$work/signature" -in "$work/text" > "$work/answer" ||
                    { echo "FAILED: the signature of $1"; exit 1; }
                echo "ok: the signature of $1, size $size"
            }
            check_signature checkpoint

        Where a key succeeded another one, the entry that says so has what the key before signed: a checkpoint
        of the entries before it, with the next key in its fourth line.

            sed 1d vkey | while read -r key seq; do
                sed -n "${seq}p" entries.ndjson | jq -j .data.handover > "$work/handover"
                check_signature "$work/handover"
                [ "$(sed -n 4p "$work/handover")" = "succeeded by $key" ] &&
                    [ "$(sed -n 2p "$work/handover")" -eq $((seq - 1)) ] ||
                    { echo "FAILED: entry $seq does not hand over to $key"; exit 1; }
                echo "ok: the key from entry $seq on"
            done

        2. The entries. Each is one JSON object on one line. They are numbered without gaps.

            size=$(sed -n 2p checkpoint)
            head -n "$size" entries.ndjson > "$work/entries"
            jq -e -n --argjson size "$size" \
                'reduce inputs as $entry (1; if ($entry.sequence | tonumber) == . then . + 1 else -1 end)
                 | . == $size + 1' "$work/entries" > "$work/answer" ||
                { echo "FAILED: the numbers of the entries"; exit 1; }
            echo "ok: the entries are numbered from 1 to $size"

        3. The tree (RFC 9162, section 2.1.1). The hash of an entry is SHA-256 of a zero byte and the entry's
        bytes without the line feed. Two neighbouring hashes are joined by SHA-256 of a byte 01 and both; one
        that has no neighbour goes up as it is. The last hash left is the root, which is the checkpoint's
        third line in base64.

            split -l 1 --filter='{ printf "\000"; tr -d "\n"; } | sha256sum' "$work/entries" |
                cut -c 1-64 > "$work/leaves"
            root_of() {
                head -n "$1" "$work/leaves" > "$work/level"
                while [ "$(wc -l < "$work/level")" -gt 1 ]; do
                    rm -rf "$work/nodes"
                    mkdir "$work/nodes"
                    paste -d ' ' - - < "$work/level" | awk 'NF == 2 { print "01" $1 $2 }' | tr a-f A-F |
                        basenc -d -i --base16 | split -b 65 -a 7 - "$work/nodes/"
                    (cd "$work/nodes" && find . -type f | LC_ALL=C sort | xargs sha256sum) |
                        cut -c 1-64 > "$work/next"
                    paste -d ' ' - - < "$work/level" | awk 'NF == 1 { print $1 }' >> "$work/next"
                    mv "$work/next" "$work/level"
                done
                tr a-f A-F < "$work/level" | basenc -d -i --base16 | base64
            }
            check_root() {
                [ "$(root_of "$(sed -n 2p "$1")")" = "$(sed -n 3p "$1")" ] ||
                    { echo "FAILED: the entries are not those that $1 stands for"; exit 1; }
                echo "ok: the entries are those that $1 stands for"
            }
            check_root checkpoint

        4. The anchor: the checkpoint that you have from elsewhere. Everything up to its size is then as it
        was when the anchor left the building. A later anchor covers more.

            if [ -n "${ANCHOR:-}" ]; then
                check_signature "$ANCHOR"
                check_root "$ANCHOR"
            else
                echo "no anchor from elsewhere was given: this log agrees with itself, and no more is known"
            fi

        5. Reading. Everything is in the entries; for example which kinds of things happened, and how often:

            jq -r .type entries.ndjson | LC_ALL=C sort | uniq -c
            rm -rf "$work"
            echo "done"

        """#
}
