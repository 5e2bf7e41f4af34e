;; Finds the fields of a CloudTrail record in its bytes, 16 to 64 at a time. Does what record-scanner.ts does, which says what the words mean; a property
;; test compares the two on whole, odd and broken records. Only plain WebAssembly with its fixed-width vectors.
;;
;; Memory: the spans found (from 0), the keys looked for (written by simd-scanner.ts), then the bytes from $base to $end, with 80 zero bytes behind,
;; since vectors read past the end. A level of keys is 32 addresses (i32): by the length of a name, the first key of that length. A key is: its field,
;; or minus the address of the level below it (i32); the address of the next key of its length, or 0 (i32); its name in 24 bytes.
;;
;; -1 says that the bytes end inside the value, -2 that they are no JSON.
(module
  (memory (export "memory") 2)
  (global $base (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))

  ;; Says where the bytes lie.
  (func (export "load") (param $base i32) (param $end i32)
    (global.set $base (local.get $base))
    (global.set $end (local.get $end)))

  ;; Scans the object at $at, an index from $base, for the keys of $level. Returns the index behind it, or -1 or -2.
  (func (export "scan") (param $at i32) (param $level i32) (result i32)
    (memory.fill (i32.const 0) (i32.const 0) (i32.const 128))
    (call $fromBase (call $object (i32.add (global.get $base) (local.get $at)) (local.get $level))))

  ;; The index behind the value at $at, or -1 or -2.
  (func (export "skip") (param $at i32) (result i32)
    (call $fromBase (call $value (i32.add (global.get $base) (local.get $at)))))

  (func $fromBase (param $i i32) (result i32)
    (if (i32.lt_s (local.get $i) (i32.const 0)) (then (return (local.get $i))))
    (i32.sub (local.get $i) (global.get $base)))

  (func $object (param $i i32) (param $level i32) (result i32)
    (local $name i32) (local $length i32) (local $key i32) (local $start i32) (local $field i32) (local $text i32)
    (local.set $i (i32.add (local.get $i) (i32.const 1)))
    (loop $members
      ;; As CloudTrail writes it, a comma and a quote follow at once; everything else goes the long way.
      (local.set $i (i32.add (local.get $i) (i32.eq (i32.load8_u (local.get $i)) (i32.const 0x2c))))
      (if (i32.ne (i32.load8_u (local.get $i)) (i32.const 0x22))
        (then
          (local.set $i (call $between (local.get $i)))
          (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
          (if (i32.eq (i32.load8_u (local.get $i)) (i32.const 0x7d)) (then (return (i32.add (local.get $i) (i32.const 1)))))
          (if (i32.ne (i32.load8_u (local.get $i)) (i32.const 0x22)) (then (return (i32.const -2))))))
      (local.set $name (i32.add (local.get $i) (i32.const 1)))
      (local.set $length (i32.ctz (i8x16.bitmask (i8x16.eq (v128.load (local.get $name)) (v128.const i8x16 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22)))))
      (local.set $i (i32.add (i32.add (local.get $name) (local.get $length)) (i32.const 1)))
      (if (i32.or (i32.eq (local.get $length) (i32.const 32))
            (i32.or (i32.gt_s (local.get $i) (global.get $end))
                    (i32.eq (i32.load8_u (i32.sub (local.get $i) (i32.const 2))) (i32.const 0x5c))))
        (then
          (local.set $i (call $string (local.get $name)))
          (if (i32.lt_s (local.get $i) (i32.const 0)) (then (return (i32.const -1))))
          (local.set $length (i32.sub (i32.sub (local.get $i) (i32.const 1)) (local.get $name)))))
      (if (i32.and (i32.lt_s (i32.add (local.get $i) (i32.const 1)) (global.get $end))
            (i32.and (i32.eq (i32.load8_u (local.get $i)) (i32.const 0x3a)) (i32.gt_u (i32.load8_u offset=1 (local.get $i)) (i32.const 0x20))))
        (then (local.set $i (i32.add (local.get $i) (i32.const 1))))
        (else
          (local.set $i (call $space (local.get $i)))
          (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
          (if (i32.ne (i32.load8_u (local.get $i)) (i32.const 0x3a)) (then (return (i32.const -2))))
          (local.set $i (call $space (i32.add (local.get $i) (i32.const 1))))
          (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))))
      (local.set $start (local.get $i))
      (local.set $key (i32.const 0))
      (if (i32.le_u (local.get $length) (i32.const 24))
        (then
          (local.set $key (i32.load (i32.add (local.get $level) (i32.shl (local.get $length) (i32.const 2)))))
          (if (local.get $key) (then (local.set $key (call $find (local.get $key) (local.get $name) (local.get $length)))))))
      (local.set $field (if (result i32) (local.get $key) (then (i32.load (local.get $key))) (else (i32.const 0x7fffffff))))
      (if (i32.and (i32.lt_s (local.get $field) (i32.const 0)) (i32.eq (i32.load8_u (local.get $i)) (i32.const 0x7b)))
        (then (local.set $i (call $object (local.get $i) (i32.sub (i32.const 0) (local.get $field)))))
        (else
          (local.set $i (call $value (local.get $i)))
          ;; The first of two equal keys wins.
          (if (i32.and (i32.lt_u (local.get $field) (i32.const 16)) (i32.gt_s (local.get $i) (i32.const 0)))
            (then
              (local.set $field (i32.shl (local.get $field) (i32.const 3)))
              (if (i32.eqz (i32.load (local.get $field)))
                (then
                  (local.set $text (i32.eq (i32.load8_u (local.get $start)) (i32.const 0x22)))
                  (i32.store (local.get $field)
                    (i32.sub (i32.add (local.get $start) (local.get $text)) (global.get $base)))
                  (i32.store offset=4 (local.get $field)
                    (i32.sub (i32.sub (local.get $i) (local.get $text)) (global.get $base)))))))))
      (if (i32.lt_s (local.get $i) (i32.const 0)) (then (return (local.get $i))))
      (br $members))
    (unreachable))

  ;; Of $key and those behind it, the one with this name, or 0.
  (func $find (param $key i32) (param $name i32) (param $length i32) (result i32)
    (local $mask i32)
    ;; The first sixteen bytes at once; of a longer name the rest by its last eight.
    (local.set $mask (i32.sub (i32.shl (i32.const 1) (select (local.get $length) (i32.const 16) (i32.lt_u (local.get $length) (i32.const 16)))) (i32.const 1)))
    (block $none
      (loop $keys
        (br_if $none (i32.eqz (local.get $key)))
        (if (i32.eqz (i32.and (local.get $mask)
              (i32.xor (i32.const 0xffff)
                (i8x16.bitmask (i8x16.eq (v128.load (local.get $name)) (v128.load offset=8 (local.get $key)))))))
          (then
            (if (i32.le_u (local.get $length) (i32.const 16)) (then (return (local.get $key))))
            (if (i64.eq
                  (i64.load (i32.sub (i32.add (local.get $name) (local.get $length)) (i32.const 8)))
                  (i64.load (i32.add (local.get $key) (local.get $length))))
              (then (return (local.get $key))))))
        (local.set $key (i32.load offset=4 (local.get $key)))
        (br $keys)))
    (i32.const 0))

  ;; Behind spaces and commas.
  (func $between (param $i i32) (result i32)
    (local $byte i32)
    (loop $next
      (local.set $byte (i32.load8_u (local.get $i)))
      (if (i32.and (i32.lt_s (local.get $i) (global.get $end))
            (i32.or (i32.le_u (local.get $byte) (i32.const 0x20)) (i32.eq (local.get $byte) (i32.const 0x2c))))
        (then (local.set $i (i32.add (local.get $i) (i32.const 1))) (br $next))))
    (local.get $i))

  (func $space (param $i i32) (result i32)
    (loop $next
      (if (i32.and (i32.lt_s (local.get $i) (global.get $end)) (i32.le_u (i32.load8_u (local.get $i)) (i32.const 0x20)))
        (then (local.set $i (i32.add (local.get $i) (i32.const 1))) (br $next))))
    (local.get $i))

  ;; Behind the value at $at.
  (func $value (param $at i32) (result i32)
    (local $byte i32)
    (local.set $byte (i32.load8_u (local.get $at)))
    (if (i32.eq (local.get $byte) (i32.const 0x22)) (then (return (call $string (i32.add (local.get $at) (i32.const 1))))))
    ;; `[` and `{` differ in the bit of 0x20 alone.
    (if (i32.eq (i32.and (local.get $byte) (i32.const 0xdf)) (i32.const 0x5b)) (then (return (call $nested (local.get $at)))))
    (call $scalar (local.get $at)))

  ;; From behind the opening quote to behind the closing one.
  (func $string (param $start i32) (result i32)
    (local $i i32) (local $quotes i32) (local $back i32)
    (local.set $i (local.get $start))
    (loop $next
      (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
      (local.set $quotes (i8x16.bitmask (i8x16.eq (v128.load (local.get $i)) (v128.const i8x16 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22))))
      (if (i32.eqz (local.get $quotes)) (then (local.set $i (i32.add (local.get $i) (i32.const 16))) (br $next)))
      (local.set $i (i32.add (local.get $i) (i32.ctz (local.get $quotes))))
      (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
      ;; An odd number of backslashes before it escapes a quote.
      (local.set $back (local.get $i))
      (loop $slashes
        (if (i32.and (i32.gt_s (local.get $back) (local.get $start))
              (i32.eq (i32.load8_u (i32.sub (local.get $back) (i32.const 1))) (i32.const 0x5c)))
          (then (local.set $back (i32.sub (local.get $back) (i32.const 1))) (br $slashes))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.and (i32.sub (i32.sub (local.get $i) (i32.const 1)) (local.get $back)) (i32.const 1))))
    (local.get $i))

  ;; Behind the list or object at $i: brackets outside strings are counted, 64 bytes at a time.
  (func $nested (param $i i32) (result i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local $inside i64) (local $carry i64) (local $open i64) (local $close i64) (local $marks i64) (local $depth i32)
    (loop $block
      (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
      (local.set $a (v128.load (local.get $i)))
      (local.set $b (v128.load offset=16 (local.get $i)))
      (local.set $c (v128.load offset=32 (local.get $i)))
      (local.set $d (v128.load offset=48 (local.get $i)))
      (if (v128.any_true
            (v128.or (v128.or (i8x16.eq (local.get $a) (v128.const i8x16 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c))
                              (i8x16.eq (local.get $b) (v128.const i8x16 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c)))
                     (v128.or (i8x16.eq (local.get $c) (v128.const i8x16 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c))
                              (i8x16.eq (local.get $d) (v128.const i8x16 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c 0x5c)))))
        (then
          (if (i64.ne (local.get $carry) (i64.const 0))
            (then
              (local.set $i (call $string (local.get $i)))
              (if (i32.lt_s (local.get $i) (i32.const 0)) (then (return (i32.const -1))))))
          (return (call $slowly (local.get $i) (local.get $depth)))))
      ;; Quotes, then every bit from an opening quote to before its closing one.
      (local.set $inside
        (i64.or (i64.or (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (v128.const i8x16 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22)))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (v128.const i8x16 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22)))) (i64.const 16)))
          (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (v128.const i8x16 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22)))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (v128.const i8x16 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22)))) (i64.const 48)))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 1))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 2))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 4))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 8))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 16))))
      (local.set $inside (i64.xor (local.get $inside) (i64.shl (local.get $inside) (i64.const 32))))
      (local.set $inside (i64.xor (local.get $inside) (local.get $carry)))
      (local.set $carry (i64.shr_s (local.get $inside) (i64.const 63)))
      (local.set $a (v128.and (local.get $a) (v128.const i8x16 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf)))
      (local.set $b (v128.and (local.get $b) (v128.const i8x16 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf)))
      (local.set $c (v128.and (local.get $c) (v128.const i8x16 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf)))
      (local.set $d (v128.and (local.get $d) (v128.const i8x16 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf)))
      (local.set $inside (i64.xor (local.get $inside) (i64.const -1)))
      (local.set $open (i64.and (local.get $inside)
        (i64.or (i64.or (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (v128.const i8x16 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b)))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (v128.const i8x16 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b)))) (i64.const 16)))
          (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (v128.const i8x16 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b)))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (v128.const i8x16 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b)))) (i64.const 48))))))
      (local.set $close (i64.and (local.get $inside)
        (i64.or (i64.or (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $a) (v128.const i8x16 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d)))) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $b) (v128.const i8x16 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d)))) (i64.const 16)))
          (i64.or (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $c) (v128.const i8x16 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d)))) (i64.const 32)) (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (local.get $d) (v128.const i8x16 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d)))) (i64.const 48))))))
      (if (i32.gt_s (local.get $depth) (i32.wrap_i64 (i64.popcnt (local.get $close))))
        (then
          (local.set $depth
            (i32.add (local.get $depth) (i32.wrap_i64 (i64.sub (i64.popcnt (local.get $open)) (i64.popcnt (local.get $close)))))))
        (else
          ;; The value may end here: bracket by bracket.
          (local.set $marks (i64.or (local.get $open) (local.get $close)))
          (block $done
            (loop $each
              (br_if $done (i64.eqz (local.get $marks)))
              (local.set $open (i64.shr_u (local.get $close) (i64.ctz (local.get $marks))))
              (local.set $depth (i32.add (local.get $depth) (i32.sub (i32.const 1) (i32.shl (i32.wrap_i64 (i64.and (local.get $open) (i64.const 1))) (i32.const 1)))))
              (if (i32.eqz (local.get $depth))
                (then (return (i32.add (i32.add (local.get $i) (i32.const 1)) (i32.wrap_i64 (i64.ctz (local.get $marks)))))))
              (local.set $marks (i64.and (local.get $marks) (i64.sub (local.get $marks) (i64.const 1))))
              (br $each)))))
      (local.set $i (i32.add (local.get $i) (i32.const 64)))
      (br $block))
    (unreachable))

  ;; The same from inside a value, bracket by bracket: for values with escapes, whose quotes must be looked at one by one.
  (func $slowly (param $i i32) (param $depth i32) (result i32)
    (local $bytes v128) (local $brackets v128) (local $marks i32) (local $byte i32)
    (loop $next
      (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
      (local.set $bytes (v128.load (local.get $i)))
      (local.set $brackets (v128.and (local.get $bytes) (v128.const i8x16 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf 0xdf)))
      (local.set $marks
        (i8x16.bitmask
          (v128.or
            (i8x16.eq (local.get $bytes) (v128.const i8x16 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22 0x22))
            (v128.or
              (i8x16.eq (local.get $brackets) (v128.const i8x16 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b 0x5b))
              (i8x16.eq (local.get $brackets) (v128.const i8x16 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d 0x5d))))))
      (if (i32.eqz (local.get $marks)) (then (local.set $i (i32.add (local.get $i) (i32.const 16))) (br $next)))
      (local.set $i (i32.add (local.get $i) (i32.ctz (local.get $marks))))
      (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
      (local.set $byte (i32.load8_u (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (if (i32.eq (local.get $byte) (i32.const 0x22))
        (then
          (local.set $i (call $string (local.get $i)))
          (if (i32.lt_s (local.get $i) (i32.const 0)) (then (return (i32.const -1))))
          (br $next)))
      ;; Opening brackets are 0x5b with or without 0x20, closing ones 0x5d.
      (local.set $depth (i32.add (local.get $depth) (i32.sub (i32.const 0x5c) (i32.and (local.get $byte) (i32.const 0xdf)))))
      (br_if $next (local.get $depth)))
    (local.get $i))

  ;; Behind true, false, null or a number.
  (func $scalar (param $at i32) (result i32)
    (local $i i32) (local $byte i32)
    (local.set $i (local.get $at))
    (loop $next
      (if (i32.ge_s (local.get $i) (global.get $end)) (then (return (i32.const -1))))
      (local.set $byte (i32.load8_u (local.get $i)))
      (if (i32.or
            (i32.or (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x61)) (i32.const 26))
                    (i32.lt_u (i32.sub (local.get $byte) (i32.const 0x30)) (i32.const 10)))
            (i32.or (i32.or (i32.eq (local.get $byte) (i32.const 0x2d)) (i32.eq (local.get $byte) (i32.const 0x2b)))
                    (i32.or (i32.eq (local.get $byte) (i32.const 0x2e)) (i32.eq (local.get $byte) (i32.const 0x45)))))
        (then (local.set $i (i32.add (local.get $i) (i32.const 1))) (br $next))))
    (if (i32.eq (local.get $i) (local.get $at)) (then (return (i32.const -2))))
    (local.get $i))
)
